/** A room by its noise: the threshold of the voice detector that suits it. */
export type Room = {
  readonly id: string;
  readonly threshold: number;
  /** Rooms whose noise is below this are such a one, dBFS. */
  readonly belowDbfs: number;
};

/** From quiet to noisy. A fan at arm's length is about -50 dBFS, a street or a television above -40. */
export const ROOMS = [
  { id: 'quiet', threshold: 0.4, belowDbfs: -55 },
  { id: 'normal', threshold: 0.5, belowDbfs: -40 },
  { id: 'noisy', threshold: 0.7, belowDbfs: Number.POSITIVE_INFINITY },
] as const satisfies readonly Room[];

/** The room that is as noisy as was measured. */
export function roomOf(floorDbfs: number): (typeof ROOMS)[number] {
  return ROOMS.find(({ belowDbfs }) => floorDbfs < belowDbfs) ?? ROOMS[2];
}
