/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * A part of a page that the script takes over: rendered on the server like everything else, with what it was rendered
 * from beside it, so that the script draws the same and goes on from there. Without a script it stays as it is.
 */
import type { ReactNode } from 'react';

export function Island({ name, props, children }: { name: string; props: object; children: ReactNode }) {
  return (
    <div className={`island island--${name}`} data-island={name} data-props={JSON.stringify(props)}>
      {children}
    </div>
  );
}
