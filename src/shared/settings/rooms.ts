/** A room by its noise: the threshold of the voice detector that suits it. */
export type Room = {
  readonly label: string;
  readonly threshold: number;
  /** Rooms whose noise is below this are such a one, dBFS. */
  readonly belowDbfs: number;
};

/** From quiet to noisy. A fan at arm's length is about -50 dBFS, a street or a television above -40. */
export const ROOMS = [
  { label: 'Quiet', threshold: 0.4, belowDbfs: -55 },
  { label: 'Normal', threshold: 0.5, belowDbfs: -40 },
  { label: 'Noisy', threshold: 0.7, belowDbfs: Number.POSITIVE_INFINITY },
] as const satisfies readonly Room[];

/** The room that is as noisy as was measured. */
export function roomOf(floorDbfs: number): Room {
  return ROOMS.find(({ belowDbfs }) => floorDbfs < belowDbfs) ?? ROOMS[2];
}
