/**
 * The learned tables as files: one line a context, its events as take>write=count. Learned by bench/names/learn.ts on
 * aligned name tokens of Wikidata (CC0); the files hold counts of letters in context and no name.
 */
import { readFileSync } from 'node:fs';
import { Channel, type ChannelTable, type Event } from './channel.ts';

/** Scripts that have a learned channel, by ISO 15924, and the file. */
export const CHANNELS = { Armn: 'armenian', Cyrl: 'cyrillic', Arab: 'arabic' } as const;
export type ChannelScript = keyof typeof CHANNELS;

/** A table as the text of its file. */
export function writeTable(table: ChannelTable): string {
  const lines = [];
  for (const [context, events] of table)
    lines.push(
      `${context}\t${events.map(({ take, write, count }) => `${take}>${write}=${count}`).join('\t')}`,
    );
  return `${lines.join('\n')}\n`;
}

/** A table from the text of its file. */
export function readChannelTable(text: string): ChannelTable {
  const table = new Map<string, readonly Event[]>();
  for (const line of text.split('\n')) {
    const [context, ...written] = line.split('\t');
    if (context === undefined || context === '') continue;
    const events = written.map((event) => {
      const arrow = event.indexOf('>');
      const equals = event.lastIndexOf('=');
      return {
        take: event.slice(0, arrow),
        write: event.slice(arrow + 1, equals),
        count: Number(event.slice(equals + 1)),
      };
    });
    table.set(context, events);
  }
  return table;
}

const loaded = new Map<ChannelScript, Channel>();

/** Whether a script has a learned channel. */
export function hasChannel(script: string): script is ChannelScript {
  return Object.hasOwn(CHANNELS, script);
}

/** The channel from Latin letters to a script, read once. Null for a script without one. */
export function channelOf(script: string): Channel | null {
  if (!hasChannel(script)) return null;
  const known = loaded.get(script);
  if (known !== undefined) return known;
  const file = new URL(`tables/${CHANNELS[script]}.tsv`, import.meta.url);
  return useChannel(script, readChannelTable(readFileSync(file, 'utf8')));
}

/** Puts another table in the place of a script's, to measure what was learned on a part of the pairs. */
export function useChannel(script: ChannelScript, table: ChannelTable): Channel {
  const channel = new Channel(table);
  loaded.set(script, channel);
  return channel;
}
