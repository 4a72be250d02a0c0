export default function Operator() { return <p>Operator</p>; }
