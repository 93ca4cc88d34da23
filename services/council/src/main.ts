import { runService } from '@gezhi/shared/boot';
import { councilService } from './service.module.js';

await runService(councilService);
