/**
 * The walk from an HTML tree to lines of text. White space collapses as a browser would do it; text
 * inside `pre` stays. Hidden means: the markup says so (hidden, inline display or visibility, script,
 * style, template); style sheets are not evaluated.
 */
import type { DefaultTreeAdapterTypes } from 'parse5';

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

const BLOCKS = new Set(
  'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody thead tfoot tr caption ul'.split(
    ' ',
  ),
);
/** Blocks with an empty line around them. */
const SPACED = new Set(
  'p h1 h2 h3 h4 h5 h6 blockquote pre table ul ol dl figure hr article section'.split(' '),
);
const DROPPED = new Map([
  ['script', 'scripts'],
  ['style', 'styles'],
  ['template', 'templates'],
  ['noscript', 'noscripts'],
  ['iframe', 'frames'],
  ['object', 'embeds'],
  ['embed', 'embeds'],
  ['svg', 'drawings'],
  ['canvas', 'drawings'],
  ['video', 'media'],
  ['audio', 'media'],
  ['head', ''],
]);
const HIDDEN_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value;
}

function isHidden(element: Element): boolean {
  if (attribute(element, 'hidden') !== undefined) return true;
  if (element.tagName === 'input') return true;
  return HIDDEN_STYLE.test(attribute(element, 'style') ?? '');
}

/** Collects lines; knows what white space is owed before the next visible character. */
class Lines {
  readonly #parts: string[] = [];
  #owed: '' | ' ' | '\n' | '\n\n' = '';
  #isStart = true;
  #atLineStart = true;

  space(): void {
    if (this.#owed === '' && !this.#atLineStart) this.#owed = ' ';
  }

  /** A forced line end (`br`): takes the white space around it with it. */
  line(): void {
    if (this.#owed === '\n' || this.#owed === '\n\n') this.#settle();
    this.#owed = '';
    if (!this.#isStart) this.#parts.push('\n');
    this.#atLineStart = true;
  }

  break(isWide: boolean): void {
    if (isWide) this.#owed = '\n\n';
    else if (this.#owed !== '\n\n') this.#owed = '\n';
  }

  /** A separator that stays even when nothing stands before it: an empty first cell is a cell. */
  tab(): void {
    if (this.#owed === ' ') this.#owed = '';
    this.#put('\t');
    this.#atLineStart = true;
  }

  words(text: string): void {
    if (text !== '') this.#put(text);
  }

  #put(text: string): void {
    this.#settle();
    this.#parts.push(text);
    this.#isStart = false;
    this.#atLineStart = text.endsWith('\n');
  }

  #settle(): void {
    if (!this.#isStart) this.#parts.push(this.#owed);
    this.#owed = '';
  }

  toString(): string {
    return this.#parts.join('');
  }
}

interface Step {
  readonly node: Node;
  /** The second visit of a block, after its children. */
  readonly isEnd: boolean;
  readonly isPre: boolean;
  readonly isCell: boolean;
}

class Walk {
  readonly lines = new Lines();
  readonly dropped: Record<string, number> = {};
  readonly #stack: Step[] = [];
  readonly #cells = new Map<Node, number>();
  readonly #numbers = new Map<Node, number>();

  run(document: DefaultTreeAdapterTypes.Document): void {
    this.#stack.push({ node: document, isEnd: false, isPre: false, isCell: false });
    for (let step = this.#stack.pop(); step !== undefined; step = this.#stack.pop()) this.#visit(step);
  }

  #count(what: string): void {
    if (what !== '') this.dropped[what] = (this.dropped[what] ?? 0) + 1;
  }

  #visit(step: Step): void {
    const { node } = step;
    if (node.nodeName === '#comment') this.#count('comments');
    else if ('value' in node) this.#text(node.value, step);
    else if ('tagName' in node) this.#element(node, step);
    else if ('childNodes' in node) this.#children(node.childNodes, step);
  }

  #children(nodes: readonly Node[], step: Step): void {
    for (let at = nodes.length - 1; at >= 0; at -= 1) {
      const node = nodes[at];
      if (node !== undefined) this.#stack.push({ ...step, node, isEnd: false });
    }
  }

  #text(value: string, step: Step): void {
    if (step.isPre && !step.isCell) {
      this.lines.words(value);
      return;
    }
    // Only ASCII white space collapses: no-break spaces and joiners are the author's.
    const parts = value.split(/[ \t\n\r\f]+/);
    for (const [at, part] of parts.entries()) {
      if (at > 0) this.lines.space();
      this.lines.words(part);
    }
  }

  #element(element: Element, step: Step): void {
    if (step.isEnd) {
      this.#close(element, step);
      return;
    }
    const { tagName } = element;
    const drop = DROPPED.get(tagName);
    if (drop !== undefined) this.#count(drop);
    else if (isHidden(element)) this.#count('hidden');
    else if (tagName === 'br') {
      if (step.isCell) this.lines.space();
      else this.lines.line();
    } else if (tagName === 'img') this.#count('images');
    else this.#open(element, step);
  }

  #open(element: Element, step: Step): void {
    const { tagName } = element;
    const isCell = tagName === 'td' || tagName === 'th';
    if (isCell) this.#cell(element);
    // Blocks inside a cell must not break its row.
    else if (BLOCKS.has(tagName) && !step.isCell) this.lines.break(SPACED.has(tagName));
    else if (BLOCKS.has(tagName)) this.lines.space();
    if (tagName === 'li' && !step.isCell) this.lines.words(this.#listMark(element));
    const inner = { ...step, isPre: step.isPre || tagName === 'pre', isCell: step.isCell || isCell };
    this.#stack.push({ ...step, node: element, isEnd: true });
    this.#children(element.childNodes, inner);
  }

  #close(element: Element, step: Step): void {
    if (!BLOCKS.has(element.tagName)) return;
    if (step.isCell) this.lines.space();
    else this.lines.break(SPACED.has(element.tagName));
  }

  #cell(element: Element): void {
    const row = element.parentNode;
    if (row === null) return;
    const before = this.#cells.get(row) ?? 0;
    this.#cells.set(row, before + 1);
    if (before > 0) this.lines.tab();
  }

  #listMark(element: Element): string {
    const list = element.parentNode;
    if (list === null || list.nodeName !== 'ol') return '• ';
    const start = Number.parseInt('tagName' in list ? (attribute(list, 'start') ?? '1') : '1', 10);
    const number = (this.#numbers.get(list) ?? (Number.isSafeInteger(start) ? start : 1) - 1) + 1;
    this.#numbers.set(list, number);
    return `${number}. `;
  }
}

/** The text a reader would see, and a count of what was left out. */
export function htmlToText(document: DefaultTreeAdapterTypes.Document): {
  text: string;
  dropped: Record<string, number>;
} {
  const walk = new Walk();
  walk.run(document);
  return { text: walk.lines.toString(), dropped: walk.dropped };
}
