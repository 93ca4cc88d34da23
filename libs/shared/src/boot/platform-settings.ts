import type { Service } from '../contracts/define.js';
import type { Config } from '../config/config.js';

/** Which service this is and how it was configured. */
export class PlatformSettings {
  constructor(
    readonly service: Service,
    readonly config: Config,
  ) {}

  get demo(): boolean {
    return this.config.DEMO === '1';
  }
}
