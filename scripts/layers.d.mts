/** The lint overrides of the layer table, as they stand in biome.json. */
export function layerOverrides(): object[];
