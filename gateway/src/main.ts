import { untilToldToStop } from '@gezhi/shared/boot';
import { readGatewayConfig } from './config/gateway-config.js';
import { startGateway } from './start-gateway.js';

const config = readGatewayConfig(process.env);
const gateway = await startGateway(config);
await untilToldToStop(() => gateway.stop(), config.GRACE_SECONDS);
