/** Stops what global-setup.cjs started. */
module.exports = () => globalThis.stopTestServers?.();
