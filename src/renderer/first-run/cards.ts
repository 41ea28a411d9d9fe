import type { Step } from '#shared/settings/first-run.ts';
import { AnswersCard } from './answers-card.tsx';
import type { Card } from './card.ts';
import './cards.css';
import { HomeCard } from './home-card.tsx';
import { KeyCard } from './key-card.tsx';
import { MicrophoneCard } from './microphone-card.tsx';
import { SoundCard } from './sound-card.tsx';
import { TrialCard } from './trial-card.tsx';
import { WelcomeCard } from './welcome-card.tsx';

/** What each step shows. */
export const CARDS: Readonly<Record<Step, Card>> = {
  welcome: {
    icon: 'wave',
    title: 'firstRun:welcome',
    lead: () => 'firstRun:welcomeLead',
    Body: WelcomeCard,
    next: () => 'firstRun:begin',
  },
  microphone: {
    icon: 'microphone',
    title: 'firstRun:microphone',
    lead: () => 'firstRun:microphoneLead',
    Body: MicrophoneCard,
    next: ({ snapshot }) => (snapshot.microphone.kind === 'granted' ? 'firstRun:next' : 'firstRun:later'),
  },
  sound: {
    icon: 'wave',
    title: 'firstRun:sound',
    lead: () => 'firstRun:soundLead',
    Body: SoundCard,
    next: () => 'firstRun:next',
  },
  answers: {
    icon: 'cloud',
    title: 'firstRun:answers',
    lead: () => 'firstRun:answersLead',
    Body: AnswersCard,
    next: () => 'firstRun:next',
  },
  key: {
    icon: 'keyboard',
    title: 'firstRun:key',
    lead: ({ host }) => (host === 'electron' ? 'firstRun:keyLead' : 'firstRun:keyLeadInPage'),
    Body: KeyCard,
    next: () => 'firstRun:next',
  },
  trial: {
    icon: 'question',
    title: 'firstRun:trial',
    lead: () => 'firstRun:trialLead',
    Body: TrialCard,
    next: ({ host, snapshot }) => {
      if (!snapshot.transcript.some(({ role }) => role === 'assistant')) return 'firstRun:later';
      return host === 'electron' ? 'firstRun:next' : 'firstRun:finish';
    },
  },
  home: {
    icon: 'local',
    title: 'firstRun:home',
    lead: () => 'firstRun:homeLead',
    Body: HomeCard,
    next: () => 'firstRun:finish',
  },
};
