/** Words for what an account is about: the code's own, else those of its kind; never a bare code. */
import type { MessageKey } from './message-keys.ts';
import type { Say } from './say.ts';

/** `event:CAPT` → "captured"; a code without words of its own is called by its kind. */
export function toldWords(say: Say, code: string): string {
  const parts = code.split(':');
  for (let length = parts.length; length > 0; length -= 1) {
    const key = `told.${parts.slice(0, length).join('-')}` as MessageKey;
    const words = say(key);
    if (words !== key) return words;
  }
  return say('told.other');
}
