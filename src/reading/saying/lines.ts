/**
 * Lines that say who speaks: "Ms Winther: …", the letters of question and answer, handles of a thread, and a name
 * alone on a line, which speaks for the blocks after it.
 */
import type { Block } from '../segment.ts';
import { clean } from './naming.ts';
import { turnsOf } from './turns.ts';

/** The speaker of every block that a line gives one. */
export class SpeakerLines {
  readonly #body: string;
  readonly #lines: (string | null)[] = [];
  /** Who holds an office in the speaker lines of this text. */
  readonly #offices = new Map<string, string>();

  constructor(body: string, blocks: readonly Block[]) {
    this.#body = body;
    this.#read(blocks);
  }

  /** Whose line a block belongs to; null where none says so. */
  of(block: number): string | null {
    return this.#lines[block] ?? null;
  }

  /** Speaker lines: "Ms Winther: …", "A: …"; a line that is only a name speaks for the blocks after it. */
  #read(blocks: readonly Block[]): void {
    let standing: string | null = null;
    const guest = interviewee(blocks);
    const heads = this.#capitalLabels(blocks);
    const turns = turnsOf(this.#body, blocks, guest);
    for (const [at, block] of blocks.entries()) {
      const turn = turns[at];
      if (turn !== undefined) {
        this.#lines[at] = turn;
        continue;
      }
      const handle = HANDLE.exec(this.#body.slice(block.start, Math.min(block.end, block.start + 60)));
      if (handle) {
        this.#lines[at] = handle[1] ?? null;
        continue;
      }
      const text = this.#body
        .slice(block.start, Math.min(block.end, block.start + 160))
        .replace(/^([QA])\. (?=\S)/, '$1: ')
        .replace(/^Q ?\d{1,4}[.)]? (?=\p{Lu}[^:\n]{1,60}: )/u, '');
      const line =
        /^(?<who>Q|A|[A-Z][\w.’' -]{1,50}?(?: \([^)\n]{1,40}\))?(?:, [^:\n]{2,70})?): ?(?<rest>\S)?/.exec(
          text,
        );
      const who = this.#lineName(line?.groups?.['who'] ?? null);
      if (who !== null && heads.has(who)) {
        this.#lines[at] = standing;
        continue;
      }
      const alone = who !== null && line?.groups?.['rest'] === undefined && block.end - block.start < 160;
      if (who !== null && !alone && !SPEAKER_WORDS.test(who) && !/^[QA]$/.test(who)) {
        this.#lines[at] = standing;
        continue;
      }
      if (alone && TITLED.test(who ?? '')) standing = clean(who ?? '');
      else if (who !== null && standing !== null && TITLED.test(who)) standing = null;
      this.#lines[at] =
        who === 'A'
          ? guest
          : /^(?:Q|question)$/i.test(who ?? '')
            ? null
            : alone
              ? null
              : who !== null && SPEAKER_WORDS.test(who)
                ? clean(who)
                : standing;
    }
  }

  /** "ALERT:", "FINDINGS:": labels in capitals that stand once and name nobody are headings and no speakers. */
  #capitalLabels(blocks: readonly Block[]): ReadonlySet<string> {
    const times = new Map<string, number>();
    for (const block of blocks) {
      const label = /^(\p{Lu}[\p{Lu} ]+):/u.exec(this.#body.slice(block.start, block.start + 60))?.[1];
      if (label !== undefined) times.set(label, (times.get(label) ?? 0) + 1);
    }
    const isSpoken = [...times.keys()].some((label) => SPOKEN_PART.test(label));
    const isHead = ([label, often]: [string, number]) =>
      NOTICE.test(label) ||
      (often === 1 && !isSpoken && !SPOKEN_PART.test(label) && this.#lineName(label) === label);
    return new Set([...times].filter(isHead).map(([label]) => label));
  }

  /** "SPOKESPERSON (Ms Tull)" is Ms Tull, here and in later lines; "GANT" is the Rolf Gant whom the text names. */
  #lineName(who: string | null): string | null {
    if (who === null) return null;
    const [, office = '', person = ''] =
      /^(.+?) \(((?:(?:Mr|Ms|Mrs|Dr)\.? )?\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+){0,3})\)$/u.exec(who) ?? [];
    if (office !== '' && /^(?:[\p{Lu} ]+|The \p{Lu}+|Spokes\w+|Moderator|Host)$/u.test(office)) {
      this.#offices.set(office, person);
      return person.includes(' ') ? person : who;
    }
    const known = this.#offices.get(who);
    if (known !== undefined) return known.includes(' ') ? known : who;
    if (!/^\p{Lu}{3,}$/u.test(who) || SPOKEN_PART.test(who)) return who;
    const full = new RegExp(`\\b(?:\\p{Lu}[\\p{L}'-]+ ){1,3}${who}\\b`, 'iu').exec(this.#body)?.[0];
    return full !== undefined &&
      /^\p{Lu}\p{Ll}/u.test(full) &&
      full.split(' ').every((word) => /^\p{Lu}/u.test(word))
      ? full
      : who;
  }
}

/** Parts in a conversation that are nobody's name. */
const SPOKEN_PART =
  /^(?:QUESTION|ANSWER|MODERATOR|HOST|SPOKESPERSON|SPOKESMAN|SPOKESWOMAN|PRESENTER|REPORTER|JUDGE|WITNESS|CHAIR|CHAIRMAN|CHAIRPERSON|PRESIDENT|SPEAKER|PROSECUTOR|COUNSEL)$/;

/** Words in capitals that open a paragraph and are nobody. */
const NOTICE =
  /^(?:NOTE|NOTES|UPDATE|STATUS|VERDICT|ALERT|BREAKING|URGENT|NEW|CORRECTION|CLARIFICATION|SUMMARY|WARNING|FLASH|EDITOR'?S NOTE|ANALYSIS|OPINION|COMMENT|BACKGROUND|CONTEXT|RECAP|LATEST|SUBJECT|FROM|TO|DATE|RE)$/;

/** "2/4 @delta_friend: …": a post by somebody else than the writer of the thread. */
const HANDLE = /^(?:\d{1,3}\/(?:\d{1,3})? |[•*-] )?(@[\w.-]{2,30}): ?\S/;

const SPEAKER_WORDS =
  /^(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Lord|Prof|Judge|Gen|Col|Lt|Maj|Capt|Sgt)\.? |[QA]$|The (?:CHAIR|PRESIDENT|SPEAKER|WITNESS|JUDGE|CORONER|COURT|CHAIRMAN|CHAIRPERSON)\b|(?:Question|Answer|Witness|Judge|Counsel|Prosecutor|Interviewer|Speaker|President|Coroner|Chair(?:man|woman|person)?|Minister|Moderator|Defendant|Presenter|Host|Reporter)\b|[A-Z]{2,}(?: [A-Z]{2,})*$|[A-Z][\w'’-]+ [A-Z][\w'’-]+(?: \([^)]*\))?$)/;
const TITLED =
  /^(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Lord|Prof|Judge|Gen|Col|Minister|The \p{Lu}[\p{L} ]{1,40}$)|, (?:Minister|Secretary|Deputy|Prosecutor|Ombuds|Commissioner)/u;

/** The person an interview is with, from its title lines: "an interview with X", "X talked to Y". */
function interviewee(blocks: readonly Block[]): string | null {
  const intro = blocks
    .slice(0, 4)
    .flatMap((block) => block.sentences.map((sentence) => sentence.plain))
    .join(' ')
    .slice(0, 3000);
  const witness =
    /\b(?:[Ww]itness|[Ii]nterviewee|WITNESS): (?:(?:Mr|Ms|Mrs|Dr)\.? )?(?<a>[A-Z][\w-]+(?: [A-Z][\w-]+){1,4})|(?:testimony|evidence|examination|deposition) of (?:(?:Mr|Ms|Mrs|Dr)\.? )?(?<b>[A-Z][\w-]+(?: [A-Z][\w-]+){1,4})/.exec(
      intro,
    )?.groups;
  if (witness) return witness['a'] ?? witness['b'] ?? null;
  const found =
    /(?<b>[A-Z][\w-]+(?: [A-Z][\w-]+){1,4}),? (?:talked|spoke) (?:to|with)(?! (?:her|him|them)\b)|(?:interview with|spoke (?:to|with)|talked to) (?:the )?(?:[a-z]+ ){0,4}(?<a>[A-Z][\w-]+(?: [A-Z][\w-]+){1,4})/.exec(
      intro,
    )?.groups;
  return found?.['b'] ?? found?.['a'] ?? received(blocks);
}

/** "Commissioner Baruk Ness … received us in a tent", "Petr Lang spoke to her": the person the lines before the first question are about. */
function received(blocks: readonly Block[]): string | null {
  const first = blocks[0]?.sentences[0]?.plain ?? '';
  const intro = blocks
    .slice(0, 2)
    .flatMap((block) => block.sentences.map((sentence) => sentence.plain))
    .join(' ');
  if (
    !/\b(?:received|met|answered|talked to|spoke (?:to|with)|sat down with|agreed to (?:talk|speak|meet)|conversation|interview)\b/.test(
      intro,
    )
  )
    return null;
  const called = /\bwants to be called "?(?<who>[^",.]{3,30})/.exec(intro)?.groups?.['who'];
  return (
    called ??
    /^(?:\p{Lu}?[\p{L}'-]+ ){0,5}?(?<who>\p{Lu}[\p{L}'-]+ \p{Lu}[\p{L}'-]+)(?=,| (?:has|is|was|heads|runs|leads|had|spent|works|[a-z]+ed)\b)/u.exec(
      first,
    )?.groups?.['who'] ??
    null
  );
}
