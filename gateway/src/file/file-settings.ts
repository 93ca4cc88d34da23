import { z } from 'zod';
import { parseEnvironment, type Environment } from '@gezhi/shared/config';

const settings = z.object({
  FILES_DIR: z.string().default('.data/files'),
  FILES_BUCKET: z.string().optional(),
  FILES_ENDPOINT: z.string().optional(),
});

/** Where uploads are kept: `FILES_BUCKET` of S3 (with `FILES_ENDPOINT` for others' S3), else the folder `FILES_DIR`. */
export const readFileSettings = (environment: Environment): z.output<typeof settings> => parseEnvironment(settings, environment);
