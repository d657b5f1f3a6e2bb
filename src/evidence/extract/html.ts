/**
 * HTML to text with its structure kept: blocks on their own lines, list marks, table rows as
 * tab-separated lines. What a browser would not show is left out and counted, never silently.
 * Parsing by parse5 (WHATWG); the walk is iterative, so depth cannot overflow a stack.
 */
import { Fault } from '#ground';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { LIMITS } from '../limits.ts';
import { normaliseNewlines } from '../pinned.ts';
import { decodeText } from './encoding.ts';
import { htmlToText } from './htmltext.ts';
import { field, type Field, type ParseRequest, type Parsed } from './parsed.ts';

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

/** The character set a page declares in its first 1,024 bytes. */
function declaredCharset(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  return /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})/i.exec(head)?.[1] ?? null;
}

/** Parses under caps on depth and number of nodes. Throws `input-malformed` or `parser-stopped`. */
async function parseTree(source: string): Promise<DefaultTreeAdapterTypes.Document> {
  const { parse, defaultTreeAdapter } = await import('parse5');
  let depth = 0;
  let nodes = 0;
  const treeAdapter = {
    ...defaultTreeAdapter,
    createElement(...given: Parameters<typeof defaultTreeAdapter.createElement>): Element {
      nodes += 1;
      if (nodes > LIMITS.htmlNodes)
        throw new Fault('parser-stopped', `html unfolds into more than ${LIMITS.htmlNodes} elements`);
      return defaultTreeAdapter.createElement(...given);
    },
    onItemPush(): void {
      depth += 1;
      if (depth > LIMITS.htmlDepth)
        throw new Fault('input-malformed', `html is nested deeper than ${LIMITS.htmlDepth} levels`);
    },
    onItemPop(): void {
      depth -= 1;
    },
  };
  return parse(source, { treeAdapter, scriptingEnabled: false });
}

const META = new Map([
  ['author', 'author'],
  ['description', 'description'],
  ['date', 'published'],
  ['article:published_time', 'published'],
  ['article:modified_time', 'modified'],
  ['og:site_name', 'publisher'],
  ['og:title', 'title'],
  ['dc.date', 'published'],
  ['dc.creator', 'author'],
]);

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value;
}

function elementField(element: Element): Field[] {
  switch (element.tagName) {
    case 'html':
      return field('language', attribute(element, 'lang'));
    case 'title': {
      const text = element.childNodes.map((child) => ('value' in child ? child.value : '')).join('');
      return field('title', text.replace(/\s+/g, ' '));
    }
    case 'link':
      return attribute(element, 'rel') === 'canonical' ? field('canonical', attribute(element, 'href')) : [];
    case 'meta': {
      const name = META.get(
        (attribute(element, 'property') ?? attribute(element, 'name') ?? '').toLowerCase(),
      );
      return name === undefined ? [] : field(name, attribute(element, 'content'));
    }
    default:
      return [];
  }
}

/** What the page says of itself, from its head and its root. */
function fieldsOf(document: DefaultTreeAdapterTypes.Document): Field[] {
  const fields: Field[] = [];
  const stack: Node[] = [document];
  for (let node = stack.pop(); node !== undefined && fields.length < 40; node = stack.pop()) {
    if ('tagName' in node) {
      if (node.tagName === 'body') continue;
      fields.push(...elementField(node));
    }
    if ('childNodes' in node) stack.push(...node.childNodes.toReversed());
  }
  return fields;
}

/** Text of an HTML source that is characters already (a mail part, a converted DOCX). */
export async function parseHtmlSource(source: string): Promise<Parsed> {
  const document = await parseTree(normaliseNewlines(source));
  const { text, dropped } = htmlToText(document);
  return {
    parser: 'html/1',
    text,
    regions: [],
    fields: fieldsOf(document),
    notices: [],
    dropped,
    children: [],
    encoding: null,
  };
}

/** Throws `input-encoding`, `input-malformed` (too deep) or `parser-stopped` (too many elements). */
export async function parseHtml(bytes: Uint8Array, request: ParseRequest): Promise<Parsed> {
  const { text, encoding, notices } = decodeText(bytes, request.charset ?? declaredCharset(bytes));
  const parsed = await parseHtmlSource(text);
  return { ...parsed, encoding, notices: [...notices, ...parsed.notices] };
}
