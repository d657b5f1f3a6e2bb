/** `habeas import`: rows of lists to records, all or nothing. */
import { basename } from 'node:path';
import { Fault } from '#ground';
import { importList, previewList } from '#workspace';
import { bytesOf } from './input.ts';
import { print, printJson, say } from './output.ts';
import { withWorkspace, type Common } from './session.ts';

function mapOf(words: string | undefined): Record<string, string> {
  const map: Record<string, string> = {};
  for (const pair of (words ?? '').split(',').filter((one) => one.trim() !== '')) {
    const at = pair.indexOf('=');
    if (at < 1) throw new Fault('usage-wrong', 'a map is written field=column,field=column');
    const field = pair.slice(0, at).trim();
    if (Object.hasOwn(map, field)) throw new Fault('usage-wrong', 'the map names a field twice');
    map[field] = pair.slice(at + 1).trim();
  }
  return map;
}

export async function importLists(
  files: readonly string[],
  options: Common & { into: string; list: string; map?: string; encoding?: string; dryRun?: boolean },
): Promise<void> {
  const map = mapOf(options.map);
  const charset = options.encoding === undefined ? {} : { charset: options.encoding };
  const lists: { file: string; bytes: Uint8Array }[] = [];
  for (const file of files) lists.push({ file, bytes: await bytesOf(file) });
  // Everything is read before anything is written, so that a bad second file leaves the first unimported as well.
  const previews = [];
  for (const { file, bytes } of lists)
    previews.push({
      file: basename(file),
      ...(await previewList({ bytes, fileName: basename(file), map, ...charset })),
    });
  for (const { file, columns, rows, unnamed, notices } of previews) {
    say(`${file}: ${rows} rows${unnamed === 0 ? '' : `, ${unnamed} without a name`}`, options);
    for (const notice of notices) say(`  ${notice}`, options);
    for (const { column, field, basis } of columns)
      say(`  ${column}: ${field ?? 'kept as it is'}${field === null ? '' : ` (${basis})`}`, options);
  }
  const report = previews.map(({ table: _table, sample: _sample, ...preview }) => preview);
  if (options.dryRun) {
    say('Nothing was written (--dry-run).', options);
    return options.json ? printJson({ ok: true, imported: false, files: report }) : undefined;
  }
  const done: { file: string; listId: string; documentId: string }[] = [];
  await withWorkspace(options.into, options, async ({ workspace, owner }) => {
    for (const { file, bytes } of lists) {
      const name = lists.length === 1 ? options.list : `${options.list} (${basename(file)})`;
      const { listId, documentId } = await importList(workspace, owner, {
        bytes,
        fileName: basename(file),
        name,
        map,
        ...charset,
      });
      done.push({ file: basename(file), listId, documentId });
    }
  });
  if (options.json)
    return printJson({ ok: true, imported: true, files: report.map((one, at) => ({ ...one, ...done[at] })) });
  await print(
    done.map(({ listId }, at) => `${report[at]?.rows ?? 0} rows kept as list ${listId}`).join('\n'),
  );
}
