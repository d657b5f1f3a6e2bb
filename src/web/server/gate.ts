/**
 * What a server is given and what it makes of a request: the gate that opens and locks the workspace, who asks,
 * and which addresses are ours. The web knows no store and no key; the main file that chose a store builds the gate.
 */
import type * as workspace from '#workspace';
import type { Principal, Workspace } from '#workspace';

/** An open workspace and the principal a session speaks for. */
export interface Opened {
  readonly workspace: Workspace;
  readonly principal: Principal;
}

/**
 * Opens and locks. `unlock` may be called again while the workspace is open (a second browser) and must check the
 * passphrase all the same. It throws Fault('passphrase-wrong') for a wrong one. `lock` forgets the key; it is called
 * when a person presses Lock, when the last session has run out, and when the server stops. It may be called twice.
 */
export interface Gate {
  /** Words over the passphrase field: which workspace this is, as far as that may be shown to anyone. */
  readonly title: string;
  unlock(passphrase: string): Promise<Opened>;
  lock(): Promise<void>;
}

/** The use cases that pages call. */
export interface Verbs {
  readonly judgeProposal: typeof workspace.judgeProposal;
  readonly judgeRecords: typeof workspace.judgeRecords;
  readonly proposeLinks: typeof workspace.proposeLinks;
  readonly judgeGroup: typeof workspace.judgeGroup;
  readonly undoGroup: typeof workspace.undoGroup;
  readonly undoDecision: typeof workspace.undoDecision;
  readonly recordClaim: typeof workspace.recordClaim;
  readonly retractClaim: typeof workspace.retractClaim;
  readonly dismissMark: typeof workspace.dismissMark;
  readonly undismissMark: typeof workspace.undismissMark;
  readonly askSecondReader: typeof workspace.askSecondReader;
  readonly answerAgain: typeof workspace.answerAgain;
  readonly takeAnswerBack: typeof workspace.takeAnswerBack;
  readonly holdDocument: typeof workspace.holdDocument;
  readonly addDocument: typeof workspace.addDocument;
  readonly previewImport: typeof workspace.previewImport;
  readonly importList: typeof workspace.importList;
  readonly undoImport: typeof workspace.undoImport;
  readonly redoImport: typeof workspace.redoImport;
  readonly askAuthority: typeof workspace.askAuthority;
  readonly signView: typeof workspace.signView;
  readonly withdrawView: typeof workspace.withdrawView;
  readonly overrideEstimate: typeof workspace.overrideEstimate;
  readonly withdrawOverride: typeof workspace.withdrawOverride;
}

export interface BuildOptions {
  readonly gate: Gate;
  /** The passphrase of the fictional sample, shown on the unlock page. Never given for a real workspace. */
  readonly sampleHint?: string;
  /** Address under which a proxy with TLS serves this, as `https://desk.example`. Without it: loopback, plain HTTP. */
  readonly origin?: string;
  /** Wrong passphrases allowed per ten minutes; 10 unless told. */
  readonly attempts?: number;
  /** Where log lines go; nothing is logged without it. */
  readonly log?: { write(line: string): void };
  /** Milliseconds since 1970; tests turn it. */
  readonly now?: () => number;
  /** Replaced by tests that show pages without a ledger. */
  readonly verbs?: Verbs;
}

/** Where the server is reached; known for certain only once it listens. */
export interface Place {
  hosts: readonly string[];
  secure: boolean;
  /** Part of the names of cookies: ports share a cookie jar, workspaces must not. */
  mark: string;
}

/** The hosts that a server on this port answers to. Anything else may be DNS rebinding and is refused. */
export function loopbackHosts(port: number): readonly string[] {
  return ['127.0.0.1', 'localhost', '[::1]'].map((name) => (port === 80 ? name : `${name}:${port}`));
}
