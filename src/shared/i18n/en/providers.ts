export const providers = {
  engine: 'On this computer',
  openai: 'OpenAI',
  custom: 'Own server',
  enginePrivacy: 'Nothing leaves this computer.',
  openaiPrivacy: 'Your voice, your words and tool results go to OpenAI while you talk.',
  customPrivacy: 'Your voice, your words and tool results go to the server you named while you talk.',
} as const;
