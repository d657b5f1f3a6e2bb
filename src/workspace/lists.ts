/** Linkage of lists in files, without a workspace: what a door needs for it. */
export { linkLists, LinkedLists } from './link-lists.ts';
export type { LinkList, LinkListsOptions, LinkReport } from './link-lists.ts';
export { readListFile } from './read-list.ts';
export type { ListFile } from './read-list.ts';
export { memoryEngine as memoryLinkEngine } from '#linkage';
export type { LinkEngine, StageKeeper } from '#linkage';
