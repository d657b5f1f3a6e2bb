/** The rooms of the rail, in their order. A screen that exists has a line here; nothing else is in the rail. */
import type { Answer } from '#workspace';
import type { MessageKey } from './message-keys.ts';

export type RoomId = 'inbox' | 'people' | 'linkage' | 'count' | 'sources' | 'search' | 'history';

/** The word of each room. */
export const ROOM_WORDS: Readonly<Record<RoomId, MessageKey>> = {
  inbox: 'frame.inbox',
  people: 'frame.people',
  linkage: 'frame.linkage',
  count: 'frame.counts',
  sources: 'frame.sources',
  search: 'frame.search',
  history: 'frame.history',
};

export interface Room {
  readonly id: RoomId;
  readonly href: string;
  /** The number beside the word, where it says something; null while nobody knows it yet. */
  readonly count?: (overview: Answer<'overview'>) => number | null;
  /** A rule stands above it. */
  readonly isApart?: boolean;
}

export const ROOMS: readonly Room[] = [
  { id: 'inbox', href: '/documents', count: ({ documents }) => documents },
  { id: 'people', href: '/people', count: ({ persons }) => persons, isApart: true },
  { id: 'linkage', href: '/linkage' },
  { id: 'count', href: '/count' },
  { id: 'sources', href: '/sources', isApart: true },
  { id: 'search', href: '/search' },
  { id: 'history', href: '/history' },
];
