/** What PulseAudio and PipeWire (monitor), Windows drivers (mix) and virtual cables call a source that records the loudspeaker. */
const LOOPBACK = /^monitor (of|von|de|di) |\.monitor$|\b(stereo ?mix|wave out mix|what u hear|loopback)\b/i;

/** Whether a source is the loudspeaker's own sound, by its name; browsers tell nothing better. */
export function isLoopback(name: string): boolean {
  return LOOPBACK.test(name);
}
