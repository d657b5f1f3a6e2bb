/** From what a person chose to the speaker of a claim. */
import type { Speaker } from '#claim';
import { lineOf, type SpeakerChoice } from '../page/fields.ts';

/** `candidates` are kept where the text does not settle who speaks. */
export function speakerOf(choice: SpeakerChoice, candidates: readonly string[]): Speaker {
  if (choice.kind === 'author') return { kind: 'author' };
  if (choice.kind === 'open') return { kind: 'unresolved', candidates: [...candidates], byPerson: true };
  return { kind: 'mention', words: lineOf(choice.words) };
}
