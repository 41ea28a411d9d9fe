import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { openAudioDevices } from './audio/audio-devices.ts';
import { keepAudio } from './audio/audio-owner.ts';
import { connectElectron } from './bridge/electron.ts';
import { Hud } from './hud/hud-view.tsx';
import { openAudioChannel } from './state/audio-channel.ts';
import { createMirror } from './state/mirror.ts';
import './styles/tokens.css';
import './styles/base.css';

// The HUD exists inside Electron only.
if (window.hark !== undefined) {
  const connection = connectElectron(window.hark);
  const mirror = createMirror(connection.bridge);
  const channel = openAudioChannel();
  keepAudio({ connection, mirror, channel, openDevices: openAudioDevices });
  const root = document.getElementById('root');
  if (root !== null)
    createRoot(root).render(
      <StrictMode>
        <Hud bridge={connection.bridge} mirror={mirror} channel={channel} />
      </StrictMode>,
    );
}
