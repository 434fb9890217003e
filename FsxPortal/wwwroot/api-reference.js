// Shows the OpenAPI document. Nothing is asked of any other server, and no token that is typed in here is kept.
const place = document.getElementById('api');
Scalar.createApiReference(place, {
  url: new URL(place.dataset.document, document.baseURI).href,
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
  showDeveloperTools: 'never',
  persistAuth: false,
  documentDownloadType: 'none',
  forceDarkModeState: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
  hideDarkModeToggle: true,
  authentication: { preferredSecurityScheme: 'bearer' },
});
