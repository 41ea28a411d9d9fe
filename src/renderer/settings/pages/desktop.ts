import { FirstRunPart } from '../parts/first-run-part.tsx';
import { isDesktop, type SettingsPage } from '../row.ts';

export const desktopPage: SettingsPage = {
  id: 'desktop',
  title: 'desktop:page',
  icon: 'local',
  sections: [
    {
      title: 'desktop:start',
      rows: [
        {
          path: 'desktop.atLogin',
          label: 'desktop:atLogin',
          help: 'desktop:atLoginHelp',
          control: {
            kind: 'select',
            choices: [
              { value: 'off', label: 'desktop:atLoginOff' },
              { value: 'tray', label: 'desktop:atLoginTray' },
              { value: 'window', label: 'desktop:atLoginWindow' },
            ],
          },
          applies: isDesktop,
        },
        {
          label: 'firstRun:replay',
          help: 'firstRun:replayHelp',
          control: { kind: 'part', Part: FirstRunPart },
        },
      ],
    },
    {
      title: 'desktop:hud',
      rows: [
        {
          path: 'hud.place',
          label: 'desktop:hudPlace',
          help: 'desktop:hudPlaceHelp',
          control: {
            kind: 'select',
            choices: [
              { value: 'bottom', label: 'desktop:hudBottom' },
              { value: 'top', label: 'desktop:hudTop' },
              { value: 'hidden', label: 'desktop:hudHidden' },
            ],
          },
          applies: isDesktop,
        },
        {
          path: 'hud.captions',
          label: 'desktop:captions',
          help: 'desktop:captionsHelp',
          control: {
            kind: 'select',
            choices: [
              { value: 'off', label: 'desktop:captionsOff' },
              { value: 'normal', label: 'desktop:captionsNormal' },
              { value: 'large', label: 'desktop:captionsLarge' },
            ],
          },
          applies: (context) => isDesktop(context) && context.snapshot.settings.hud.place !== 'hidden',
        },
      ],
    },
  ],
};
