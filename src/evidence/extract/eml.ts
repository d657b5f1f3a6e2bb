/**
 * E-mail to text: the body as sent, headers as fields beside it, quoted earlier mails marked as
 * regions, every attachment and forwarded message handed on whole as a child document.
 * Parsing by postal-mime (RFC 5322, MIME). Headers are the sender's word, shown as such.
 */
import { Fault } from '#ground';
import type { Address, Attachment, Email } from 'postal-mime';
import { codePointLength } from '../codepoints.ts';
import { LIMITS } from '../limits.ts';
import { normaliseNewlines } from '../pinned.ts';
import { parseHtmlSource } from './html.ts';
import { field, type ChildBytes, type Field, type Notice, type Parsed, type Region } from './parsed.ts';

function written(address: Address): string {
  if (address.group !== undefined)
    return `${address.name}: ${address.group.map((one) => written(one)).join(', ')};`;
  return address.name === '' ? address.address : `${address.name} <${address.address}>`;
}

function fieldsOf(email: Email): Field[] {
  const many = (addresses: readonly Address[] | undefined): string | undefined =>
    addresses?.map(written).join(', ');
  const raw = (key: string): string | undefined => email.headers.find((header) => header.key === key)?.value;
  return [
    ...field('from', email.from === undefined ? undefined : written(email.from)),
    ...field('sender', email.sender === undefined ? undefined : written(email.sender)),
    ...field('reply-to', many(email.replyTo)),
    ...field('to', many(email.to)),
    ...field('cc', many(email.cc)),
    // As written: the zone in the header says more than a converted time.
    ...field('date', raw('date')),
    ...field('subject', email.subject),
    ...field('message-id', email.messageId),
    ...field('in-reply-to', email.inReplyTo),
    ...email.headers
      .filter((header) => header.key === 'received')
      .slice(0, 20)
      .flatMap((header) => field('received', header.value)),
  ];
}

/** A line that opens the copy of an earlier mail without quote marks. */
const REPLY_OPENING =
  /^(?:-{2,}\s*(?:original message|forwarded message|исходное сообщение|пересылаемое сообщение|الرسالة الأصلية)\s*-{2,}|on\s.{6,120}\swrote:|.{6,120}\s(?:писал|написал|пишет)(?:\(а\)|а)?:|كتب.{4,120}:)\s*$/iu;

/** Regions of quoted earlier mails: lines after ">", and everything after a reply opening. */
function quotedRegions(text: string): Region[] {
  const regions: Region[] = [];
  let position = 0;
  let open = null as Region | null;
  const hasMarks = /\n>/.test(text);
  let copied = false;
  for (const line of text.split('\n')) {
    const length = codePointLength(line);
    const depth = /^(?:>\s?)+/.exec(line)?.[0].split('>').length ?? 1;
    const isOpening = !copied && line.length < 200 && REPLY_OPENING.test(line);
    // "On … wrote:" followed by ">" lines quotes only those; without marks the rest of the mail is the copy.
    if (isOpening && !hasMarks) copied = true;
    const number = copied ? 1 : depth - 1;
    const isSame = open !== null && open.number === number;
    if (open !== null && !isSame) {
      regions.push(open);
      open = null;
    }
    if (number > 0)
      open = { kind: 'quoted-reply', start: open?.start ?? position, end: position + length, number };
    position += length + 1;
  }
  if (open !== null) regions.push(open);
  return regions;
}

function childOf(attachment: Attachment): ChildBytes[] {
  const { content } = attachment;
  if (typeof content === 'string') return [];
  const bytes = content instanceof Uint8Array ? content : new Uint8Array(content);
  return bytes.length === 0
    ? []
    : [{ fileName: attachment.filename, declaredType: attachment.mimeType, bytes }];
}

async function bodyOf(
  email: Email,
): Promise<{ text: string; notices: Notice[]; dropped: Readonly<Record<string, number>> }> {
  const plain = normaliseNewlines(email.text ?? '').replaceAll('\0', '\ufffd');
  if (plain.trim() !== '') {
    const notices: Notice[] =
      email.html === undefined
        ? []
        : [
            {
              kind: 'other-version',
              words: 'The mail has an HTML version as well; the text is its plain version.',
            },
          ];
    return { text: plain, notices, dropped: {} };
  }
  if (email.html === undefined) return { text: '', notices: [], dropped: {} };
  const parsed = await parseHtmlSource(email.html);
  return { text: parsed.text, notices: [], dropped: parsed.dropped };
}

/** Throws `input-malformed` when the mail cannot be taken apart (damage, too deep nesting), `input-empty` when it holds nothing. */
export async function parseEml(bytes: Uint8Array): Promise<Parsed> {
  const { default: PostalMime } = await import('postal-mime');
  let email: Email;
  try {
    email = await PostalMime.parse(bytes, {
      forceRfc822Attachments: true,
      maxNestingDepth: LIMITS.mimeDepth,
      attachmentEncoding: 'arraybuffer',
    });
  } catch {
    throw new Fault(
      'input-malformed',
      `the e-mail cannot be taken apart: damaged, or nested deeper than ${LIMITS.mimeDepth} levels`,
    );
  }
  const { text, notices, dropped } = await bodyOf(email);
  const children = email.attachments.slice(0, LIMITS.attachments).flatMap(childOf);
  const missed = email.attachments.length - children.length;
  if (missed > 0)
    notices.push({
      kind: 'left-out',
      words: `${missed} attachments are empty or beyond the limit and are not offered.`,
    });
  if (text.trim() === '' && children.length === 0)
    throw new Fault('input-empty', 'the e-mail holds neither text nor attachments');
  return {
    parser: 'eml/1',
    text,
    regions: quotedRegions(text),
    fields: fieldsOf(email),
    notices,
    dropped,
    children,
    encoding: null,
  };
}
