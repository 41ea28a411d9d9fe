import { StrictMode, useCallback, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { AppShell } from './app-shell.tsx';
import { openAudioDevices } from './audio/audio-devices.ts';
import { keepAudio } from './audio/audio-owner.ts';
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

function App() {
  const [taken, setTaken] = useState(false);
  const takeAudio = useCallback(() => {
    setTaken(false);
    keepAudio({ connection, mirror, channel, openDevices: openAudioDevices });
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

if (ownsAudio) keepAudio({ connection, mirror, channel, openDevices: openAudioDevices });
const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
