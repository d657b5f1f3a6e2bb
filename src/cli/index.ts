/** The command line as other programs of the project see it. */
export { main, program } from './main.ts';
