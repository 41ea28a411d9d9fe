/**
 * The noise of a room, dBFS: the quietest whole second of the levels given, so that a voice in between does not raise it
 * (desktop-assistants reference §3.8). `undefined` when there is no whole second.
 */
export function noiseFloorDbfs(levels: readonly number[], perSecond: number): number | undefined {
  let quietest: number | undefined;
  for (let end = perSecond; end <= levels.length; end += perSecond) {
    const block = levels.slice(end - perSecond, end);
    const power = block.reduce((sum, dbfs) => sum + 10 ** (dbfs / 10), 0) / perSecond;
    const dbfs = 10 * Math.log10(power);
    if (quietest === undefined || dbfs < quietest) quietest = dbfs;
  }
  return quietest;
}
