/**
 * Every cap of this room in one place. Sizes in bytes, times in milliseconds, depths in levels.
 * Chosen so that a real report, list or mailbox passes and a bomb does not.
 */
const MiB = 1024 * 1024;

export const LIMITS = {
  /** Largest file that is taken in at all. */
  file: 200 * MiB,
  /** Largest text, HTML, Markdown or e-mail without attachments that is read. */
  text: 50 * MiB,
  /** Pasted plain text up to this size is pinned without a child process: it runs no parser. */
  pasted: 1 * MiB,
  /** Largest text a parser may hand back. */
  output: 64 * MiB,
  /** Sum of unpacked sizes of one zip container, and of one part of it. */
  unpacked: 256 * MiB,
  unpackedPart: 96 * MiB,
  zipEntries: 5_000,
  /** Unpacked to packed; above 1 MiB unpacked. Office XML seldom passes 50. */
  zipRatio: 400,
  htmlDepth: 4_000,
  htmlNodes: 1_000_000,
  pdfPages: 5_000,
  mimeDepth: 100,
  attachments: 1_000,
  /** What one parser child may use. CPU and resident memory are watched where the system shows them. */
  heapMiB: 512,
  residentMiB: 1_536,
  cpuMs: 25_000,
  wallMs: 60_000,
  /** A child that served this many documents is replaced. */
  documentsPerChild: 32,
  /** An idle child is ended after this time. */
  idleMs: 20_000,
  /** Children at work at one time. */
  children: 2,
} as const;
