// Tells the page around how high this one is, when that changes and when it is asked; it says nothing else.
const tell = () => parent.postMessage({ reformOpenData: Math.ceil(document.documentElement.getBoundingClientRect().height) }, '*');
new ResizeObserver(tell).observe(document.documentElement);
addEventListener('message', ({ data }) => { if (data === 'reformOpenData?') tell(); });
