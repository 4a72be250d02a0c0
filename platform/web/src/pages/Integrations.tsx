export default function Integrations() { return <p>Integrations</p>; }
