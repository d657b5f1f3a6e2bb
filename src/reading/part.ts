/** What reading one run of one language gives, whatever rules read it; positions are units of the run. */
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

export interface Part {
  readonly lang: string;
  readonly spoken: readonly Spoken[];
  readonly sentences: readonly Span[];
  readonly numbers: number;
  /** The voice these rules hear in a draft of other rules, null where it is only asked about; absent where they have no say. */
  readonly hear?: (spoken: Spoken) => Spoken | null;
  /** Everything a claim should cover. */
  readonly left: () => readonly Sign[];
}
