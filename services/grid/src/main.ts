import { runService } from '@gezhi/shared/boot';
import { gridService } from './service.module.js';

await runService(gridService);
