// Fits each frame of this server to what it shows. It hears numbers from its own server's frames, and nothing else.
{
  const origin = new URL(document.currentScript.src).origin;
  const frames = () => [...document.querySelectorAll('iframe')];
  addEventListener('message', ({ origin: from, source, data }) => {
    const height = data?.reformOpenData;
    if (from !== origin || !Number.isFinite(height)) return;
    for (const frame of frames())
      if (frame.contentWindow === source) frame.height = Math.min(Math.max(height, 80), 5000);
  });
  // A frame that was there first has told nobody.
  for (const frame of frames())
    if (frame.src.startsWith(origin + '/')) frame.contentWindow.postMessage('reformOpenData?', '*');
}
