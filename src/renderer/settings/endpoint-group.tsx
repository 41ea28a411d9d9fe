import type { EndpointView } from '#shared/bridge/state.ts';
import { ENDPOINT_KINDS, type EndpointKind } from '#shared/settings/providers.ts';
import type { Settings } from '#shared/settings/settings.ts';
import type { Actions } from '../state/actions.ts';
import { KeyField } from './key-field.tsx';
import { SelectField } from './select-field.tsx';
import { TextField } from './text-field.tsx';

export type EndpointGroupProps = {
  readonly settings: Settings;
  readonly endpoint: EndpointView;
  readonly actions: Actions;
};

const LABELS: Readonly<Record<EndpointKind, string>> = {
  auto: 'Automatic',
  engine: 'This computer',
  openai: 'OpenAI',
  custom: 'Own server',
};

/** Who answers, and what that means for privacy. */
export function EndpointGroup({ settings, endpoint, actions }: EndpointGroupProps) {
  const { kind, url, model } = settings.endpoint;
  const update = (patch: Partial<Settings['endpoint']>) => actions.updateSettings({ endpoint: patch });
  return (
    <fieldset>
      <legend>Who answers</legend>
      <SelectField
        label="Answers come from"
        {...(kind === 'auto' ? { help: 'OpenAI when there is a key, else this computer.' } : {})}
        value={kind}
        choices={ENDPOINT_KINDS.map((value) => ({ value, label: LABELS[value] }))}
        onChange={(value) => void update({ kind: value as EndpointKind })}
      />
      <p className="privacy" data-local={endpoint.provider === 'engine'}>
        <strong>{endpoint.label}.</strong> {endpoint.privacy}
      </p>
      {kind === 'custom' && (
        <TextField
          label="Address"
          help="wss:// or https://; ws:// on this computer only."
          placeholder="wss://example.org/v1/realtime"
          value={url}
          onCommit={(value) => update({ url: value })}
        />
      )}
      {kind !== 'engine' && <KeyField hasKey={endpoint.hasKey} onSetKey={actions.setKey} />}
      {kind !== 'engine' && (
        <TextField
          label="Model"
          help="Empty takes the usual one."
          value={model}
          onCommit={(value) => update({ model: value })}
        />
      )}
    </fieldset>
  );
}
