/** What reading one run of one language gives, whatever rules read it; positions are units of the run. */
import type { Find } from './concepts/find.ts';
import type { Line } from './concepts/line.ts';
import type { Modality, Unclaimed } from './contract.ts';
import type { Draft } from './scene.ts';
import type { Span } from './segment.ts';
import type { Voice } from './speaker.ts';

/** A draft with its voice. */
export interface Spoken {
  readonly draft: Draft;
  readonly voice: Voice;
  /** That of the voice, for those who ask for nothing else of it; absent where the voice is there anyway. */
  readonly modality?: Modality;
}

/** A figure, date, name or word that a claim may or may not cover. */
export interface Sign extends Span {
  readonly kind: Unclaimed['kind'];
  readonly near: boolean;
}

/** What the concept rules saw of a run: enough to look at their proposals again, and to tell what none of them saw. */
export interface Sight {
  readonly lines: readonly Line[];
  /** True where the passage is about persons held or missing. */
  readonly isAbout: (line: Line) => boolean;
  /** A find with the voice it is told in; null where it is only asked about. */
  readonly tell: (find: Find, line: Line) => Spoken | null;
}

export interface Part {
  readonly lang: string;
  readonly spoken: readonly Spoken[];
  readonly sentences: readonly Span[];
  readonly numbers: number;
  /** The voice these rules hear in a draft of other rules, null where it is only asked about; absent where they have no say. */
  readonly hear?: (spoken: Spoken) => Spoken | null;
  readonly sight?: Sight;
  /** Proposals of rules that were left out on a second look. */
  readonly doubted?: readonly Spoken[];
  /** Everything a claim should cover. */
  readonly left: () => readonly Sign[];
}
