import { readConfig } from '../config/config.js';
import { startService } from './start-service.js';
import { untilToldToStop } from './signals.js';
import type { ServiceDefinition } from './service-definition.js';

/** The main of a service process: starts it by the environment and stops it cleanly on SIGTERM or SIGINT. */
export async function runService(definition: ServiceDefinition): Promise<void> {
  const config = readConfig(process.env);
  const service = await startService(definition, config);
  await untilToldToStop(() => service.stop(), config.GRACE_SECONDS);
}
