export default function Chains() { return <p>Chains</p>; }
