/** Opens the workspace that a command works on, and closes it whatever happens. */
import type { OutputOptions } from './output.ts';
import { unlockFor, type SecretOptions } from './passphrase.ts';
import { openAt, type Session } from './stores.ts';

export type Common = OutputOptions & SecretOptions;

/** Opens a workspace, uses it, and closes it whatever happens. */
export async function withWorkspace<T>(
  folder: string,
  options: SecretOptions,
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await openAt(folder, await unlockFor(options));
  try {
    return await use(session);
  } finally {
    await session.close();
  }
}
