import type { RealtimeAgent, RealtimeSession } from '#realtime/index.ts';
import type { Clock } from '#shared/base/clock.ts';
import type { AudioLane } from '#shared/bridge/audio-lane.ts';
import type { DiagnosticsReport } from '#shared/bridge/diagnostics.ts';
import type { TranscriptLine } from '#shared/bridge/state.ts';
import type { Settings } from '#shared/settings/settings.ts';
import { createSound, type Sound, type SoundParts } from '../audio/sound.ts';
import type { AudioInput } from '../audio/uplink.ts';
import type { AppStore } from '../bridge/app-store.ts';
import type { Notices } from '../bridge/notices.ts';
import { FlightRecorder } from '../diagnostics/flight-recorder.ts';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { createMeter, type Meter } from '../listening/meter.ts';
import type { Ports } from '../ports.ts';
import { type ConnectionTest, createConnectionTest } from '../session/connection-test.ts';
import { followSettings } from '../session/live-settings.ts';
import { listenToSession, type SessionListeners } from '../session/session-link.ts';
import { createSessions, type Sessions, type SessionsParts } from '../session/sessions.ts';
import { createVoicePreview, type VoicePreview } from '../session/voice-preview.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import type { ToolPlan } from '../tools/tool-spec.ts';
import { createActivities } from './activities.ts';
import { createAnnouncer } from './announcer.ts';
import { type Approvals, createApprovals } from './approvals.ts';
import type { AssistantFacts } from './assistant-state.ts';
import { type AssistantStatus, createAssistantStatus } from './assistant-status.ts';
import { createGestures, type Gestures } from './gestures.ts';
import { followHandsFree } from './hands-free-ear.ts';
import { createMicrophone, type Microphone } from './microphone.ts';
import { createOutbox } from './outbox.ts';
import { createPlayhead, type Playhead } from './playhead.ts';
import { Transcript } from './transcript.ts';
import { itemOfLine } from './transcript-line.ts';
import { checkPicture, contentOf, type TypedMessage } from './typed-message.ts';

/** The one who listens, answers and acts. */
export type Assistant = {
  readonly gestures: Gestures;
  readonly approvals: Pick<Approvals, 'decide'>;
  readonly preview: VoicePreview;
  readonly connectionTest: ConnectionTest;
  readonly meter: Meter;
  readonly microphone: Pick<Microphone, 'handleOpened' | 'release'>;
  /** Who answers, what sounds, and what happened in the last turns. */
  report(): AssistantReport;
  attachAudio(lane: AudioLane): void;
  /** Sends what was typed, or keeps it until there is a connection. Throws `unavailable` for a picture that cannot be seen. */
  sendText(message: TypedMessage): void;
  /** Says a sentence nobody asked for. */
  say(sentence: string): void;
  /** Ends the conversation; the next one begins with these lines of an earlier one, or with none. */
  startConversation(lines: readonly TranscriptLine[]): Promise<void>;
  /** Connects, or connects anew. */
  connect(): void;
  close(): Promise<void>;
};

export type AssistantReport = Pick<DiagnosticsReport, 'session' | 'engine' | 'audio' | 'turns'>;

export type AssistantParts = {
  readonly ports: Ports;
  readonly store: AppStore;
  readonly settings: SettingsService;
  readonly notices: Notices;
  readonly agent: RealtimeAgent;
  readonly chooseEndpoint: () => Promise<Endpoint>;
  readonly planOf: (callId: string) => ToolPlan | undefined;
  readonly labelOf: (toolName: string) => string;
};

/** Builds the assistant and wires its parts. Nothing is connected yet. */
export function createAssistant(parts: AssistantParts): Assistant {
  const { ports, store, settings, notices } = parts;
  const { clock, log } = ports;
  const session = (): RealtimeSession | undefined => sessions.running?.session;
  const handleFailure = (error: unknown): void => log.error('A follower of the status failed', error);
  const status = createAssistantStatus(store, clock, handleFailure);
  const flight = recordFlights(status, clock);
  const transcript = new Transcript(store, clock);
  const playhead = createPlayhead({ store, session, lineOf: (itemId) => transcript.lineOf(itemId) });
  const activities = createActivities(store, clock, parts.labelOf);
  const sound = createSound({
    ...ports,
    onPlaying: (playing) => status.dispatch({ type: 'playing', playing }),
    ...hearing(() => ({ flight, playhead, gestures, microphone, meter })),
  });
  const microphone = createMicrophone({ clock, status, notices, settings });
  const keyMeaning = () => settings.current.turns.gesture;
  const gestures = createGestures({ clock, status, sound, notices, session, keyMeaning });
  const announcer = createAnnouncer({ speaker: () => (isQuiet(status.facts) ? session() : undefined) });
  const approvals = createApprovals({ store, clock, session, planOf: parts.planOf, say: announcer.say });
  const outbox = createOutbox({ transcript, deliver: (message) => deliver(message, owners, session()) });
  const owners: Owners = { status, flight, transcript, activities, approvals, sound, notices, outbox };
  const sessions = createSessions({
    ...parts,
    ...sessionHooks(owners, () => live.catchUp()),
    settings: () => settings.current,
    flushPlayback: sound.downlink.flush,
  });
  const live = followSettings({ ...parts, status, sessions, setHandsFree: gestures.setHandsFree });
  const meter = createMeter({ ports, settings, status });
  const preview = createVoicePreview({ ...parts, clock, sessions, status, sound, gestures });
  const connectionTest = createConnectionTest({ ...parts, clock, sessions });
  const ear = followHandsFree({ ...parts, ...sound, clock, status });
  status.onChange(announcer.flush);
  startMuted(status, settings.current.turns);

  return {
    gestures,
    approvals,
    preview,
    connectionTest,
    meter,
    microphone,
    report: () => reportOf(sessions, sound, microphone, flight),
    attachAudio: sound.link.attach,
    sendText(message) {
      checkPicture(message, store.snapshot.endpoint);
      outbox.send(message);
      if (status.facts.connection.kind === 'failed') sessions.connect();
    },
    say: announcer.say,
    async startConversation(lines) {
      await gestures.silence();
      outbox.clear();
      transcript.startConversation(lines);
      sessions.continueWith(lines.map(itemOfLine));
    },
    connect: sessions.connect,
    async close() {
      await Promise.all([gestures.silence(), meter.stop()]);
      preview.stop();
      connectionTest.cancel();
      for (const part of [live, microphone, ear, gestures]) part.close();
      await sessions.close();
      for (const part of [sound.link, status]) part.close();
    },
  };
}

function recordFlights(status: AssistantStatus, clock: Clock): FlightRecorder {
  const flight = new FlightRecorder(clock);
  status.onChange((facts) => flight.handleFacts(facts));
  return flight;
}

function reportOf(
  sessions: Sessions,
  sound: Sound,
  microphone: Microphone,
  { turns }: FlightRecorder,
): AssistantReport {
  const opened = microphone.opened();
  const audio = { ...sound.counts, ...(opened === undefined ? {} : { microphone: opened }) };
  return { ...sessions.report, audio, turns };
}

/** A microphone opens by a gesture, never by a start. */
function startMuted(status: AssistantStatus, { mode }: Settings['turns']): void {
  if (mode === 'hands_free') status.dispatch({ type: 'switches', handsFree: true, muted: true });
}

/** What the sound means to those who follow it. */
function hearing(
  owners: () => {
    readonly flight: FlightRecorder;
    readonly playhead: Playhead;
    readonly gestures: Gestures;
    readonly microphone: Microphone;
    readonly meter: Meter;
  },
): Pick<SoundParts, 'onPlayed' | 'onTurnEnded' | 'onFrame' | 'onPageCame' | 'onPageGone'> {
  return {
    onPlayed(played) {
      owners().flight.handlePlayed(played.itemId);
      owners().playhead.handlePlayed(played);
    },
    onTurnEnded(turn) {
      owners().flight.handleTurnEnded(turn);
      owners().gestures.handleTurnEnded(turn);
      owners().microphone.handleTurnEnded(turn);
    },
    onFrame(samples) {
      owners().microphone.handleFrame();
      owners().meter.handleFrame(samples);
    },
    // Another page has another microphone.
    onPageCame: () => owners().microphone.release(),
    onPageGone() {
      owners().microphone.handleGone();
      // Its key-up will not come, and the next page must not listen on where it left off.
      owners().gestures.talkStop();
    },
  };
}

type Owners = SessionListeners & { readonly sound: Sound; readonly flight: FlightRecorder };

/** What happens to the owners in a session's life. */
function sessionHooks(
  owners: Owners,
  catchUp: () => void,
): Pick<SessionsParts, 'onMade' | 'onConnected' | 'onInterrupted' | 'onBack' | 'onLost' | 'onFact'> {
  const { status, transcript, activities, approvals, sound, outbox } = owners;
  return {
    onMade(session) {
      listenToSession(session, owners);
      owners.flight.follow(session);
    },
    onConnected(session, restored) {
      transcript.startSession(restored);
      status.dispatch({ type: 'connection', connection: { kind: 'connected' } });
      catchUp();
      sound.uplink.setInput(audioInputOf(session));
      outbox.flush();
    },
    onInterrupted() {
      // What has arrived is played to its end; nothing of it follows.
      sound.downlink.endAll();
      transcript.endSession();
      outbox.handleInterrupted();
    },
    onBack() {
      status.dispatch({ type: 'connection', connection: { kind: 'connected' } });
      outbox.flush();
    },
    onLost() {
      sound.uplink.setInput(undefined);
      sound.downlink.endAll();
      transcript.endSession();
      outbox.handleLost();
      activities.endSession();
      approvals.closeAll();
    },
    onFact(fact) {
      status.dispatch({ type: 'connection', connection: fact });
      // What was said into a connection that will not come by itself would be answered out of the blue later.
      if (fact.kind === 'failed' || fact.kind === 'off') sound.uplink.cancelTurn();
    },
  };
}

function deliver(
  message: TypedMessage,
  { status, flight, transcript }: Pick<Owners, 'status' | 'flight' | 'transcript'>,
  session: RealtimeSession | undefined,
): boolean {
  if (session === undefined || status.facts.connection.kind !== 'connected') return false;
  if (status.facts.playing) session.interrupt();
  flight.handleText();
  transcript.handleSent(message);
  session.sendMessage({ type: 'message', role: 'user', content: contentOf(message) });
  status.dispatch({ type: 'text_sent' });
  return true;
}

/** Nobody talks into the person's sentence. */
function isQuiet({ connection, hold, hearsSpeech }: AssistantFacts): boolean {
  return connection.kind === 'connected' && hold === 'idle' && !hearsSpeech;
}

function audioInputOf(session: RealtimeSession): AudioInput {
  return {
    startTurn: () => session.startTurn(),
    sendAudio: (samples) => session.sendAudio(samples),
    endTurn: () => session.endTurn(),
    cancelTurn: () => session.cancelTurn(),
  };
}
