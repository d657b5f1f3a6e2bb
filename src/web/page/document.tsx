/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** The page of one document: the frame, and in it the reading screen as an island that a script can take over. */
import { Frame, type Setting } from './frame.tsx';
import { Island } from './island.tsx';
import { Reading, type ReadingProps } from './reading.tsx';

export interface DocumentProps extends Omit<
  ReadingProps,
  'csrf' | 'keys' | 'travel' | 'path' | 'readsAs' | 'acts'
> {
  readonly setting: Setting;
}

export function DocumentView({ setting, ...props }: DocumentProps) {
  const { csrf, keys, travel, path, readsAs } = setting;
  const reading: ReadingProps = { ...props, csrf, keys, travel, path, readsAs };
  return (
    <Frame
      setting={setting}
      room="inbox"
      asKnown={props.page.asKnown}
      handling={props.page.document.handling}
      className="main--bare"
    >
      <Island name="reading" props={reading}>
        <Reading {...reading} />
      </Island>
    </Frame>
  );
}
