import { runService } from '@gezhi/shared/boot';
import { propertyService } from './service.module.js';

await runService(propertyService);
