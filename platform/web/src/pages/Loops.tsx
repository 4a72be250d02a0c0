export default function Loops() { return <p>Loops</p>; }
