import { councilService } from '@gezhi/council';
import { gatewayService } from '@gezhi/gateway';
import { gridService } from '@gezhi/grid';
import { incentiveService } from '@gezhi/incentive';
import { propertyService } from '@gezhi/property';
import type { ServiceDefinition } from '@gezhi/shared/boot';

export const serviceDefinitions: readonly ServiceDefinition[] = [
  gridService,
  propertyService,
  councilService,
  incentiveService,
  gatewayService,
];
