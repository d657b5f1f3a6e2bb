/**
 * Closed-class words that cannot end a sentence in plain prose, so that a paragraph ending on one was
 * cut off. Conservative: "in", "on", "up", "that" and others that do end sentences are left out where
 * the language allows it. A list, not a grammar; other languages simply find less.
 */
const ENGLISH =
  'a an the of and or but from with into onto upon between among than whose which who whom because although while during since until per via their its his my our your and/or is are was were has have had be been will would should could may might must to for by at as if about against toward towards including';
const RUSSIAN =
  'и или но а в на к с из от до для при без под над между что чтобы который которая которые которых который его их со во ко об о у по за';
const ARABIC = 'من إلى على في عن مع أو و التي الذي الذين أن بين حتى';
const SPANISH_FRENCH =
  'de del la el los las y que para por con en un una le les des du et dans avec pour sur une aux';

export const DANGLING_WORDS: ReadonlySet<string> = new Set(
  [ENGLISH, RUSSIAN, ARABIC, SPANISH_FRENCH].flatMap((list) => list.split(' ')),
);
