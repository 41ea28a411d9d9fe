import { functionTool, harkTools } from './hark-tools.ts';

const text = { type: 'string' };

/** Tools that the brain has no phrases for. */
export const strangersTools = [
  functionTool(
    'get_weather',
    { city: text, unit: { type: 'string', enum: ['celsius', 'fahrenheit'] } },
    { required: ['city'], description: 'Get the current weather for a city.' },
  ),
  functionTool('play_music', { song: text, artist: text }, { required: ['song'] }),
  functionTool(
    'setLight',
    { room: { type: 'string', enum: ['kitchen', 'living_room', 'bedRoom2'] }, on: { type: 'boolean' } },
    { required: ['room', 'on'], description: 'Switches the light of a room.' },
  ),
  functionTool('turn_on_lights'),
  functionTool('delete_account', { reason: text }, { required: ['reason'] }),
  functionTool(
    'book_table',
    {
      people: { type: 'integer' },
      date: { type: 'string', format: 'date' },
      time: { type: 'string' },
    },
    { required: ['people', 'date', 'time'], description: 'Book a table at a restaurant' },
  ),
  functionTool('set_volume', { level: { type: 'number' } }, { required: ['level'] }),
  functionTool('transfer_to_billing_support'),
  functionTool('transfer_to_sales_agent'),
];

export const allTools = [...harkTools, ...strangersTools];
