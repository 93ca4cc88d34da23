import { runService } from '@gezhi/shared/boot';
import { incentiveService } from './service.module.js';

await runService(incentiveService);
