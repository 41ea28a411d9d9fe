import { createInMemoryBridge } from '../support/in-memory-bridge.ts';
import { type BridgeImplementation, describeBridge } from './bridge-contract.ts';

const inMemory: BridgeImplementation = {
  name: 'in memory',
  open: async (handler) => ({ bridge: createInMemoryBridge(handler), close: async () => {} }),
};

/** Every host adds its own. */
const IMPLEMENTATIONS: readonly BridgeImplementation[] = [inMemory];

for (const implementation of IMPLEMENTATIONS) describeBridge(implementation);
