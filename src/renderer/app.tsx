import { StrictMode, useCallback, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { AppShell } from './app-shell.tsx';
import { openAudioDevices } from './audio/audio-devices.ts';
import { type AudioOwnerParts, keepAudio } from './audio/audio-owner.ts';
import { watchMicrophonePermission } from './audio/microphone-permission.ts';
import { connectElectron } from './bridge/electron.ts';
import { connectSocket } from './bridge/socket.ts';
import { openAudioChannel } from './state/audio-channel.ts';
import { createMirror } from './state/mirror.ts';
import './styles/tokens.css';
import './styles/base.css';

const connection = window.hark === undefined ? connectSocket() : connectElectron(window.hark);
const mirror = createMirror(connection.bridge);
const channel = openAudioChannel();
// Inside Electron the HUD plays and records: it is alive when this window is closed.
const ownsAudio = connection.host === 'web';
const audio: AudioOwnerParts = {
  connection,
  mirror,
  channel,
  openDevices: openAudioDevices,
  watchPermission: watchMicrophonePermission,
};

function App() {
  const [taken, setTaken] = useState(false);
  const takeAudio = useCallback(() => {
    setTaken(false);
    keepAudio(audio);
  }, []);
  useEffect(() => connection.onAudioTaken(() => setTaken(true)), []);
  return (
    <AppShell
      connection={connection}
      mirror={mirror}
      channel={channel}
      audioTaken={taken}
      onTakeAudio={takeAudio}
    />
  );
}

if (ownsAudio) keepAudio(audio);
const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
