import { ENDPOINT_KIND_WORDS } from '#shared/bridge/endpoint-words.ts';
import { findChosen } from '#shared/bridge/microphone.ts';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import type { Translate } from '#shared/i18n/words.ts';
import { ENDPOINT_KINDS } from '#shared/settings/providers.ts';
import { voicesFor } from '#shared/settings/voices.ts';
import { labelOf, type TrayRow } from './tray-row.ts';

/** The system's default and what is connected; the chosen one also when it is not. */
export function microphoneRows({ microphones, settings }: AppSnapshot, t: Translate): TrayRow[] {
  const { found, defaultLabel } = microphones;
  const { deviceId, label } = settings.microphone;
  const chosen = findChosen(found, settings.microphone);
  const isAbsent = deviceId !== '' && chosen === undefined;
  const device = label || t('listening:deviceChosen');
  const offered = [
    { id: '', label: '', shown: describeDefault(defaultLabel, t) },
    ...found.map((microphone) => ({ ...microphone, shown: microphone.label })),
    ...(isAbsent ? [{ id: deviceId, label, shown: t('listening:deviceAbsent', { device }) }] : []),
  ];
  return offered.map(({ id, label, shown }) => ({
    kind: 'radio',
    id: `microphone:${id}`,
    label: labelOf(shown),
    checked: id === (chosen?.id ?? deviceId),
    command: {
      do: 'ask',
      name: 'settings.update',
      payload: { patch: { microphone: { deviceId: id, label } } },
    },
  }));
}

function describeDefault(device: string, t: Translate): string {
  return device === '' ? t('tray:defaultMicrophone') : t('tray:defaultMicrophoneIs', { device });
}

export function voiceRows({ endpoint, settings }: AppSnapshot): TrayRow[] {
  const { name } = settings.voice;
  return voicesFor(endpoint.provider, name).map(({ id, label }) => ({
    kind: 'radio',
    id: `voice:${id}`,
    label,
    checked: id === name,
    command: { do: 'ask', name: 'settings.update', payload: { patch: { voice: { name: id } } } },
  }));
}

/** An own server is offered once its address is known. */
export function engineRows({ settings: { endpoint } }: AppSnapshot, t: Translate): TrayRow[] {
  const kinds = ENDPOINT_KINDS.filter((kind) => kind !== 'custom' || endpoint.url !== '');
  return kinds.map((kind) => ({
    kind: 'radio',
    id: `engine:${kind}`,
    label: t(ENDPOINT_KIND_WORDS[kind]),
    checked: kind === endpoint.kind,
    command: { do: 'ask', name: 'settings.update', payload: { patch: { endpoint: { kind } } } },
  }));
}
