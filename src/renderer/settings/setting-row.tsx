import { useId, useState } from 'react';
import { assertNever, type ErrorData } from '#shared/base/errors.ts';
import { HotkeyField } from '../hotkeys/hotkey-field.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { useWords } from '../words.tsx';
import { Select } from './controls/select.tsx';
import { Slider } from './controls/slider.tsx';
import { Text } from './controls/text.tsx';
import { Refusal } from './refusal.tsx';
import { isChanged, patchOf, type Row, readSetting, resetPatch, type SettingsContext } from './row.ts';

export type SettingRowProps = { readonly row: Row; readonly context: SettingsContext };

/** One setting: its name, one line of help, its control, and the way back to its default when it stands elsewhere. */
export function SettingRow({ row, context }: SettingRowProps) {
  const id = useId();
  const { t, ofCore } = useWords();
  const [refusal, setRefusal] = useState<ErrorData>();
  const { settings } = context.snapshot;
  const change = async (value: unknown): Promise<ErrorData | undefined> => {
    const refused =
      row.path === undefined ? undefined : await context.actions.updateSettings(patchOf(row.path, value));
    setRefusal(refused);
    return refused;
  };
  return (
    <div className="row" data-wide={row.wide}>
      <div className="row-text">
        <div className="row-title">
          <label htmlFor={id}>{t(row.label)}</label>
          {isChanged(settings, row) && (
            <IconButton
              icon="reset"
              label={t('settings:resetRow', { row: t(row.label) })}
              onClick={() => void context.actions.updateSettings(resetPatch([row])).then(setRefusal)}
            />
          )}
        </div>
        <p id={`${id}-help`}>{t(row.help)}</p>
        <Refusal>{refusal && ofCore(refusal.message)}</Refusal>
      </div>
      <div className="row-control">
        <RowControl row={row} context={context} id={id} invalid={refusal !== undefined} change={change} />
      </div>
    </div>
  );
}

type RowControlProps = SettingRowProps & {
  readonly id: string;
  readonly invalid: boolean;
  readonly change: (value: unknown) => Promise<ErrorData | undefined>;
};

function RowControl({ row, context, id, invalid, change }: RowControlProps) {
  const { control, path } = row;
  const words = useWords();
  const ids = { id, describedBy: `${id}-help` };
  const value = path === undefined ? undefined : readSetting(context.snapshot.settings, path);
  switch (control.kind) {
    case 'select':
      return (
        <Select<string | number>
          {...ids}
          choices={control.choices.map(({ value, label }) => ({
            value,
            label: typeof label === 'function' ? label(words) : words.t(label),
          }))}
          other={(value) => control.other?.(value, words) ?? String(value)}
          value={typeof value === 'number' ? value : String(value)}
          onChange={(next) => void change(next)}
        />
      );
    case 'slider':
      return (
        <Slider
          {...ids}
          {...control}
          format={(value) => control.format(value, words)}
          value={Number(value)}
          onChange={(next) => void change(next)}
        />
      );
    case 'text':
      return (
        <Text
          {...ids}
          invalid={invalid}
          placeholder={control.placeholder}
          value={String(value)}
          onCommit={change}
        />
      );
    case 'lines':
      return (
        <Text
          {...ids}
          lines
          invalid={invalid}
          value={Array.isArray(value) ? value.join('\n') : ''}
          onCommit={(text) => change(text.split('\n').flatMap((line) => line.trim() || []))}
        />
      );
    case 'hotkey':
      return (
        <HotkeyField
          {...ids}
          action={control.action}
          value={String(value)}
          hotkeys={context.snapshot.hotkeys}
          actions={context.actions}
        />
      );
    case 'part':
      return <control.Part {...ids} context={context} />;
    default:
      return assertNever(control);
  }
}
