/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** Keys and language of this browser: every action with its key, to be changed or switched off. */
import type { AsKnown } from '#workspace';
import { Frame, type Setting } from './frame.tsx';
import { Island } from './island.tsx';
import { hrefOf } from './links.ts';
import { KeysTable } from './keys-table.tsx';
import { useSay } from './say.ts';

export function SettingsPage({ setting, asKnown }: { setting: Setting; asKnown: AsKnown }) {
  const say = useSay();
  const { keys } = setting;
  return (
    <Frame setting={setting} room={null} asKnown={asKnown}>
      <header className="head">
        <h1>{say('keys.title')}</h1>
        <p className="measure">{say('keys.lead')}</p>
      </header>
      <Island name="keys" props={{ keys }}>
        <KeysTable keys={keys} />
      </Island>
      <p className="after">
        <a href={hrefOf('/patterns', setting.travel)}>{say('pattern.title')}</a>
      </p>
    </Frame>
  );
}
