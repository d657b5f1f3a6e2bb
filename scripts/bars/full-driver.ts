/** Fills the disk in a folder, for use under a limit on file size, and prints what happened as JSON. */
import { fillDisk } from './full.ts';

const [folder = ''] = process.argv.slice(2);
process.stdout.write(`${JSON.stringify(await fillDisk(folder))}\n`);
